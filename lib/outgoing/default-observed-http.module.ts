import { Global, Module } from '@nestjs/common';
import { provideObservedHttp } from './observed-http.providers.js';
import { ObservedHttpService } from './observed-http.service.js';

/**
 * Brings the ObservedHttpService along with APIToolkitModule. A module of its own, because of the order in
 * which Nest looks into imports: global modules come last, so that an instance which a module registers
 * itself goes before this one, even where that module imports APIToolkitModule too.
 */
@Global()
@Module({ providers: [provideObservedHttp(ObservedHttpService)], exports: [ObservedHttpService] })
export class DefaultObservedHttpModule {}
