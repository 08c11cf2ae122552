import { workerData } from 'node:worker_threads';
import { answerWith } from '../cache/thread.ts';
import { RenderCache, type Page, type RenderSettings, type TimedPage } from './render-cache.ts';

// Runs in the threads of `renderPages`.
const cache = new RenderCache(workerData as RenderSettings);

answerWith<Page, TimedPage>((page) => cache.render(page));
