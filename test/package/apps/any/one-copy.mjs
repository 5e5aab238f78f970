import { createRequire } from 'node:module';
import * as imported from 'apitoolkit-nestjs';
import * as importedTesting from 'apitoolkit-nestjs/testing';

const require = createRequire(import.meta.url);
const required = require('apitoolkit-nestjs');
const requiredTesting = require('apitoolkit-nestjs/testing');

console.log(
  JSON.stringify({
    module: imported.APIToolkitModule === required.APIToolkitModule,
    testing: importedTesting.InMemoryExporter === requiredTesting.InMemoryExporter,
  }),
);
