import { setFlagsFromString } from 'node:v8';

// Makes V8 wait three times as long as by default (67,584 bytes of bytecode) before it optimizes a function. Every
// thread optimizes its own copy, which few functions repay: a build takes a tenth less CPU time.
setFlagsFromString('--interrupt-budget=200000');
