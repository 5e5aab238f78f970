import { ROOT_CONTEXT } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { runInExchange } from '../../build/capture/exchange-context.js';
import { OURS } from './inputs.mjs';

export const bench = {
  title: 'running a function as part of an exchange',
  contestants() {
    const recording = {};
    const manager = new AsyncLocalStorageContextManager();
    const context = ROOT_CONTEXT.setValue(Symbol('recording'), recording);
    const work = () => recording;
    return [
      { name: OURS, call: () => runInExchange(recording, work) },
      { name: 'AsyncLocalStorageContextManager of OpenTelemetry', call: () => manager.with(context, work) },
    ];
  },
};
