import { createRequire } from 'node:module';
import * as imported from 'apitoolkit-nestjs';
import * as importedTerminus from 'apitoolkit-nestjs/terminus';
import * as importedTesting from 'apitoolkit-nestjs/testing';

const require = createRequire(import.meta.url);
const required = require('apitoolkit-nestjs');
const requiredTerminus = require('apitoolkit-nestjs/terminus');
const requiredTesting = require('apitoolkit-nestjs/testing');

console.log(
  JSON.stringify({
    module: imported.APIToolkitModule === required.APIToolkitModule,
    terminus: importedTerminus.APIToolkitHealthIndicator === requiredTerminus.APIToolkitHealthIndicator,
    testing: importedTesting.InMemoryExporter === requiredTesting.InMemoryExporter,
  }),
);
