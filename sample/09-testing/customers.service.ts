import { Injectable } from '@nestjs/common';

export interface Customer {
  readonly id: number;
  readonly name: string;
  readonly birthplace: string;
  readonly mothersMaidenName: string;
}

@Injectable()
export class CustomersService {
  find(id: number): Customer {
    return { id, name: 'Ada', birthplace: 'Middlesex', mothersMaidenName: 'Milbanke' };
  }
}
