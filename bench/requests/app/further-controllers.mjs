import { Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { route } from './route.mjs';

const RESOURCES = 40;

/** 200 routes that are never called: a router is as large as that of an app that grew. */
export const furtherControllers = Array.from({ length: RESOURCES }, (_, index) => {
  class ResourceController {
    findAll() {
      return [];
    }
    findOne(id) {
      return { id };
    }
    create() {
      return {};
    }
    replace(id) {
      return { id };
    }
    remove(id) {
      return { id };
    }
  }
  Controller(`resources-${index}`)(ResourceController);
  route(ResourceController, 'findAll', Get());
  route(ResourceController, 'findOne', Get(':id'), Param('id'));
  route(ResourceController, 'create', Post());
  route(ResourceController, 'replace', Put(':id'), Param('id'));
  route(ResourceController, 'remove', Delete(':id'), Param('id'));
  return ResourceController;
});
