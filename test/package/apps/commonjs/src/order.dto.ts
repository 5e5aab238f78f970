import { Sensitive } from 'apitoolkit-nestjs';

export class OrderDto {
  item!: string;

  @Sensitive()
  wish!: string;
}
