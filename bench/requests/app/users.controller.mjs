import { Controller, Get, Param } from '@nestjs/common';
import { route } from './route.mjs';

export class UsersController {
  findOne(id) {
    return { id, name: 'Ada Lovelace', plan: 'team', seats: 12, active: true };
  }
}
Controller('users')(UsersController);
route(UsersController, 'findOne', Get(':id'), Param('id'));
