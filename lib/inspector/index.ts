export {
  startInspector,
  type StandaloneInspector,
  type StandaloneInspectorOptions,
} from './receiver/start-inspector.js';
