import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { addToModule } from '../../../lib/schematics/nest-add/add-to-module.js';

/** Each with what it becomes. */
const SHAPES: readonly { readonly shape: string; readonly before: string; readonly after: string }[] = [
  {
    shape: 'as the Nest CLI writes it',
    before: `import { Module } from '@nestjs/common';
import { AppController } from './app.controller';

@Module({
  imports: [],
  controllers: [AppController],
})
export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { AppController } from './app.controller';

@Module({
  imports: [APIToolkitModule.forRoot()],
  controllers: [AppController],
})
export class AppModule {}
`,
  },
  {
    shape: 'without imports',
    before: `import { Module } from '@nestjs/common';

@Module({
  controllers: [],
})
export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';

@Module({
  imports: [APIToolkitModule.forRoot()],
  controllers: [],
})
export class AppModule {}
`,
  },
  {
    shape: 'with nothing in it',
    before: `import { Module } from '@nestjs/common';
@Module({}) export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
@Module({ imports: [APIToolkitModule.forRoot()] }) export class AppModule {}
`,
  },
  {
    shape: 'with other properties on one line',
    before: `import { Module } from '@nestjs/common';
@Module({ controllers: [], providers: [] })
export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
@Module({ imports: [APIToolkitModule.forRoot()], controllers: [], providers: [] })
export class AppModule {}
`,
  },
  {
    shape: 'with imports on one line',
    before: `import { Module } from '@nestjs/common';
import { CatsModule } from './cats.module';

@Module({ imports: [CatsModule, DogsModule,] })
export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { CatsModule } from './cats.module';

@Module({ imports: [APIToolkitModule.forRoot(), CatsModule, DogsModule,] })
export class AppModule {}
`,
  },
  {
    shape: 'with imports that become too long for one line',
    before: `import { Module } from '@nestjs/common';

@Module({
  imports: [CatsModule, DogsModule.register({ wild: true }), HorsesModule],
})
export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';

@Module({
  imports: [
    APIToolkitModule.forRoot(),
    CatsModule,
    DogsModule.register({ wild: true }),
    HorsesModule,
  ],
})
export class AppModule {}
`,
  },
  {
    shape: 'with comments between imports on one line',
    before: `import { Module } from '@nestjs/common';

@Module({
  imports: [/* first */ CatsModule, /* then */ DogsModule.register({ wild: true }), HorsesModule],
})
export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';

@Module({
  imports: [APIToolkitModule.forRoot(), /* first */ CatsModule, /* then */ DogsModule.register({ wild: true }), HorsesModule],
})
export class AppModule {}
`,
  },
  {
    shape: 'with imports on lines of their own, and a comment above them',
    before: `import { Module } from '@nestjs/common';

@Module({
  imports: [
    // The animals.
    CatsModule,
    ...others
  ],
})
export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';

@Module({
  imports: [
    APIToolkitModule.forRoot(),
    // The animals.
    CatsModule,
    ...others
  ],
})
export class AppModule {}
`,
  },
  {
    shape: 'with imports that are empty but for a comment',
    before: `import { Module } from '@nestjs/common';

@Module({
  imports: [
    // none yet
  ],
})
export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';

@Module({
  imports: [
    APIToolkitModule.forRoot(),
    // none yet
  ],
})
export class AppModule {}
`,
  },
  {
    shape: 'with double quotes, four spaces and no semicolons',
    before: `import { Module } from "@nestjs/common" // Nest
import { CatsModule } from "./cats.module"

@Module({
    imports: [
        CatsModule
    ]
})
export class AppModule {}
`,
    after: `import { Module } from "@nestjs/common" // Nest
import { APIToolkitModule } from "apitoolkit-nestjs"
import { CatsModule } from "./cats.module"

@Module({
    imports: [
        APIToolkitModule.forRoot(),
        CatsModule
    ]
})
export class AppModule {}
`,
  },
  {
    shape: 'with tabs and the line ends of Windows',
    before:
      "import { Module } from '@nestjs/common';\r\n\r\n@Module({\r\n\tproviders: [],\r\n})\r\nexport class AppModule {}\r\n",
    after:
      "import { Module } from '@nestjs/common';\r\nimport { APIToolkitModule } from 'apitoolkit-nestjs';\r\n\r\n@Module({\r\n\timports: [APIToolkitModule.forRoot()],\r\n\tproviders: [],\r\n})\r\nexport class AppModule {}\r\n",
  },
  {
    shape: 'with a decorator of another name, among others',
    before: `import { Global, Module as NestModule } from '@nestjs/common';

@Global()
@NestModule({ 'imports': [ CatsModule ] })
export default class AppModule implements OnModuleInit {
  onModuleInit() {}
}
`,
    after: `import { Global, Module as NestModule } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';

@Global()
@NestModule({ 'imports': [ APIToolkitModule.forRoot(), CatsModule ] })
export default class AppModule implements OnModuleInit {
  onModuleInit() {}
}
`,
  },
  {
    shape: 'with another class before it and names of ours in use',
    before: `import * as nest from '@nestjs/common';
import type { RedactedExchange } from 'apitoolkit-nestjs';
import { Sensitive } from 'apitoolkit-nestjs';

@nest.Module({ imports: [] })
class CatsModule {}

@nest.Module({ imports: [CatsModule] })
export class AppModule {}
`,
    after: `import * as nest from '@nestjs/common';
import type { RedactedExchange } from 'apitoolkit-nestjs';
import { Sensitive, APIToolkitModule } from 'apitoolkit-nestjs';

@nest.Module({ imports: [] })
class CatsModule {}

@nest.Module({ imports: [APIToolkitModule.forRoot(), CatsModule] })
export class AppModule {}
`,
  },
  {
    shape: 'with a spread above imports, which these replace',
    before: `import { Module } from '@nestjs/common';

@Module({ ...shared, imports: [] })
export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';

@Module({ ...shared, imports: [APIToolkitModule.forRoot()] })
export class AppModule {}
`,
  },
  {
    shape: 'with a global ConfigModule',
    before: `import { Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { AppController } from './app.controller';

@Module({
  imports: [ConfigModule.forRoot({ isGlobal: true })],
  controllers: [AppController],
})
export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { AppController } from './app.controller';

@Module({
  imports: [
    APIToolkitModule.forRootAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({
        apiKey: config.get<string>('APITOOLKIT_KEY'),
      }),
    }),
    ConfigModule.forRoot({ isGlobal: true }),
  ],
  controllers: [AppController],
})
export class AppModule {}
`,
  },
  {
    shape: 'with a ConfigModule of another name that is not global',
    before: `import { Module } from "@nestjs/common";
import { ConfigModule as Settings, ConfigService } from "@nestjs/config";

@Module({
    imports: [
        await Settings.forRoot(),
        CatsModule,
    ],
})
export class AppModule {}
`,
    after: `import { Module } from "@nestjs/common";
import { ConfigModule as Settings, ConfigService } from "@nestjs/config";
import { APIToolkitModule } from "apitoolkit-nestjs";

@Module({
    imports: [
        APIToolkitModule.forRootAsync({
            imports: [Settings],
            inject: [ConfigService],
            useFactory: (config: ConfigService) => ({
                apiKey: config.get<string>("APITOOLKIT_KEY"),
            }),
        }),
        await Settings.forRoot(),
        CatsModule,
    ],
})
export class AppModule {}
`,
  },
  {
    shape: 'with a ConfigModule that is not that of Nest',
    before: `import { Module } from '@nestjs/common';
import { ConfigModule } from './config.module';

@Module({ imports: [ConfigModule] })
export class AppModule {}
`,
    after: `import { Module } from '@nestjs/common';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { ConfigModule } from './config.module';

@Module({ imports: [APIToolkitModule.forRoot(), ConfigModule] })
export class AppModule {}
`,
  },
  {
    shape: 'behind a byte order mark',
    before: `\uFEFFimport { Module } from '@nestjs/common';\n@Module({ imports: [] })\nexport class AppModule {}\n`,
    after: `\uFEFFimport { Module } from '@nestjs/common';\nimport { APIToolkitModule } from 'apitoolkit-nestjs';\n@Module({ imports: [APIToolkitModule.forRoot()] })\nexport class AppModule {}\n`,
  },
];

describe('a module', () => {
  it.each(SHAPES)('$shape gets the import, and stays as it is otherwise', ({ before, after }) => {
    const added = addToModule(ts, before, 'AppModule');

    expect(added).toEqual({ status: 'added', text: after });
    expect(syntaxErrors(after)).toEqual([]);
  });

  it.each([
    ['imports: shared', 'the imports of @Module() are not written as a list'],
    ['imports', 'the imports of @Module() are not written as a list'],
    ['imports: [A].concat(more)', 'the imports of @Module() are not written as a list'],
    ['imports: isTest ? [] : [A]', 'the imports of @Module() are not written as a list'],
    ['...shared', 'parts of @Module() come from elsewhere (...)'],
    ['imports: [], ...shared', 'parts of @Module() come from elsewhere (...)'],
  ])('with { %s } is left to its author', (metadata, reason) => {
    const text = `import { Module } from '@nestjs/common';\n@Module({ ${metadata} })\nexport class AppModule {}\n`;

    expect(addToModule(ts, text, 'AppModule')).toEqual({ status: 'unknown', reason });
  });

  it.each([
    ['@Module(metadata) class AppModule {}', '@Module() is not given an object literal'],
    ['@Module() class AppModule {}', '@Module() is not given an object literal'],
    ['class AppModule {}', 'AppModule has no @Module() decorator'],
    ['@Injectable() class AppModule {}', 'AppModule has no @Module() decorator'],
    ['@Module({}) class OtherModule {}', 'there is no class AppModule in it'],
    ['@Module({ imports: [ }) class AppModule {}', 'it has syntax errors'],
  ])('%s is left to its author', (text, reason) => {
    expect(addToModule(ts, text, 'AppModule')).toEqual({ status: 'unknown', reason });
  });
});

function syntaxErrors(text: string): readonly string[] {
  const options = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    experimentalDecorators: true,
  };
  const { diagnostics = [] } = ts.transpileModule(text, {
    compilerOptions: options,
    reportDiagnostics: true,
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
