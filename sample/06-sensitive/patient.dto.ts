import { Sensitive } from 'apitoolkit-nestjs';
import { Expose, Type } from 'class-transformer';
import { IsString, ValidateNested } from 'class-validator';

export class ContactDto {
  @IsString()
  name: string;

  @Sensitive()
  @IsString()
  nickname: string;
}

export class PatientDto {
  @IsString()
  name: string;

  /** On the wire it is `insurance_id`: that name is masked as well. */
  @Sensitive()
  @Expose({ name: 'insurance_id' })
  @IsString()
  insuranceId: string;

  @ValidateNested({ each: true })
  @Type(() => ContactDto)
  contacts: ContactDto[];
}

/** Its `nickname` is another one: on routes that declare this class it stays readable. */
export class ColourDto {
  @IsString()
  nickname: string;
}
