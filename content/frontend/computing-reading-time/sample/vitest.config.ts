import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'sample:computing-reading-time' } });
