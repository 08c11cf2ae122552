import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'sample:search-that-finds-csharp' } });
