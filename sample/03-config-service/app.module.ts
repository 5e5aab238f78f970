import { Controller, Get, Headers, Module } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { configuration, type Configuration } from './configuration.js';

@Controller('settings')
class SettingsController {
  @Get()
  read(@Headers('x-tenant') tenant: string): { tenant: string; theme: string } {
    return { tenant, theme: 'dark' };
  }
}

@Module({
  imports: [
    ConfigModule.forRoot({ isGlobal: true, load: [configuration] }),
    APIToolkitModule.forRootAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService<Configuration, true>) => config.get('apitoolkit', { infer: true }),
    }),
  ],
  controllers: [SettingsController],
})
export class AppModule {}
