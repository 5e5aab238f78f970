import { Module } from '@nestjs/common';
import { furtherControllers } from './further-controllers.mjs';
import { OrdersController } from './orders.controller.mjs';
import { HTTP, OutgoingController } from './outgoing.controller.mjs';
import { ReportController } from './report.controller.mjs';
import { StreamController } from './stream.controller.mjs';
import { UsersController } from './users.controller.mjs';

/** The app, with what a library adds to it. `http` is the class of the HTTP client that it injects. */
export function appModuleWith({ imports = [], providers = [], http }) {
  class AppModule {}
  Module({
    imports,
    controllers: [
      UsersController,
      OrdersController,
      ReportController,
      OutgoingController,
      StreamController,
      ...furtherControllers,
    ],
    providers: [{ provide: HTTP, useExisting: http }, ...providers],
  })(AppModule);
  return AppModule;
}
