import 'reflect-metadata';
import { Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { describe, expect, it } from 'vitest';
import { APIToolkitModule, Sensitive } from '../../lib/index.js';
import { InMemoryExporter } from '../../lib/testing/index.js';
import { graphqlApp, graphqlServers } from '../support/graphql-app.js';
import { postJson, startApp } from '../support/nest-app.js';

@ObjectType()
class Patient {
  @Sensitive()
  @Field(() => String, { name: 'finding_text' })
  finding: string = 'hunter2';

  @Field(() => String)
  ward: string = 'west';
}

@Resolver(() => Patient)
class PatientResolver {
  @Query(() => [Patient])
  async patients(): Promise<Patient[]> {
    return [new Patient()];
  }
}

describe.each(graphqlServers)('@Sensitive() on a GraphQL field, %s on %s', (driver, adapter) => {
  it('masks it under the name of its schema, and under aliases', async () => {
    const exporter = new InMemoryExporter();
    const toolkit = APIToolkitModule.forRoot({ exporter, queue: { flushIntervalMs: 1 } });
    await using app = await startApp(adapter, graphqlApp(driver, [toolkit], [PatientResolver]));

    const response = await postJson(`${app.url}/graphql`, {
      query: '{ patients { finding_text ward why: finding_text } }',
    });

    expect(await response.json()).toEqual({
      data: { patients: [{ finding_text: 'hunter2', ward: 'west', why: 'hunter2' }] },
    });
    const exchange = await exporter.waitFor(() => true);
    expect(exchange.response?.body?.text?.trim()).toBe(
      '{"data":{"patients":[{"finding_text":"[CLIENT_REDACTED]","ward":"west","why":"[CLIENT_REDACTED]"}]}}',
    );
    expect(JSON.stringify(exchange)).not.toContain('hunter2');
  });
});
