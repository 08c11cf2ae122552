import { feedResponse } from '../feed';
import type { RequestHandler } from './$types';

export const prerender = true;

export const GET: RequestHandler = () => feedResponse();
