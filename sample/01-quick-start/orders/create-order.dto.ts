import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsCreditCard,
  IsEmail,
  IsInt,
  IsPhoneNumber,
  IsString,
  Min,
  ValidateNested,
} from 'class-validator';

export class CustomerDto {
  @IsString()
  name: string;

  @IsEmail()
  email: string;

  @IsPhoneNumber()
  phone: string;
}

export class CardDto {
  @IsCreditCard()
  number: string;

  @IsString()
  cvv: string;
}

export class OrderItemDto {
  @IsString()
  sku: string;

  @IsInt()
  @Min(1)
  quantity: number;
}

export class CreateOrderDto {
  @ValidateNested()
  @Type(() => CustomerDto)
  customer: CustomerDto;

  @ArrayNotEmpty()
  @ValidateNested({ each: true })
  @Type(() => OrderItemDto)
  items: OrderItemDto[];

  @ValidateNested()
  @Type(() => CardDto)
  card: CardDto;
}
