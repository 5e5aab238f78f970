import { UseGuards } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { Deny } from '../guarded.controller.js';

@Resolver()
export class HelloResolver {
  @Query(() => String)
  hello(@Args('name', { type: () => String }) name: string): string {
    return `hello ${name}`;
  }

  @Query(() => String)
  fails(): string {
    throw new Error('the resolver threw');
  }

  @Query(() => String)
  @UseGuards(Deny)
  denied(): string {
    return 'never';
  }
}
