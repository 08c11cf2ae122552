import { mount } from 'svelte';
import Later from './Later.svelte';
import './view-transition.css';

/** Brings what can wait into the place that is kept for it. */
export const start = (target: HTMLElement) => mount(Later, { target });
