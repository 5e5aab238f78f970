export { APIToolkitTestingModule } from './apitoolkit-testing.module.js';
export { InMemoryExporter } from './in-memory.exporter.js';
