/** The peers of package.json, beside it for want of a way to read it in both module formats; a test keeps the two equal. */
export const PEERS: readonly { readonly name: string; readonly range: string; readonly optional: boolean }[] =
  [
    { name: '@nestjs/core', range: '^10 || ^11 || ^12', optional: false },
    { name: '@nestjs/common', range: '^10 || ^11 || ^12', optional: false },
    { name: '@nestjs/axios', range: '^3 || ^4 || ^12', optional: false },
    { name: 'axios', range: '^1.5', optional: false },
    { name: 'reflect-metadata', range: '^0.1.13 || ^0.2', optional: false },
    { name: 'rxjs', range: '^7', optional: false },
    { name: '@grpc/grpc-js', range: '^1.12', optional: true },
    { name: '@nestjs/terminus', range: '^10 || ^11 || ^12', optional: true },
    { name: '@opentelemetry/api', range: '^1.3', optional: true },
    { name: 'jsonpath-plus', range: '^10.4.0 || ^11.3.0', optional: true },
  ];
