import { Controller, Get, NotFoundException, Param, ParseIntPipe } from '@nestjs/common';

@Controller('tickets')
export class TicketsController {
  @Get(':id')
  find(@Param('id', ParseIntPipe) id: number): { id: number; seat: string; barcode: string } {
    if (id > 2) throw new NotFoundException(`There is no ticket ${id}`);
    return { id, seat: '12B', barcode: 'BC-5520-7731' };
  }
}
