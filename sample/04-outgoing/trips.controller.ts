import { BadGatewayException, Controller, Get, Param } from '@nestjs/common';
import { InjectObservedHttp, observeAxios, type ObservedHttpService } from 'apitoolkit-nestjs';
import axios from 'axios';
import { firstValueFrom, map } from 'rxjs';

/** An instance made without Nest: this is all it takes. */
const weather = observeAxios(axios.create(), { redactQuery: ['station'] });

@Controller('trips')
export class TripsController {
  constructor(
    @InjectObservedHttp('flights') private readonly flights: ObservedHttpService,
    @InjectObservedHttp('hotels') private readonly hotels: ObservedHttpService,
  ) {}

  @Get(':id')
  async plan(@Param('id') id: string): Promise<object> {
    const flight = this.flights
      .get<object>(`/${id}`, { apitoolkit: { route: '/flights/:id', redactResponseBody: ['$.passport'] } })
      .pipe(map(({ data }) => data));
    const hotel = this.hotels.get<object>(`/${id}`).pipe(map(({ data }) => data));
    const [flightData, hotelData] = await Promise.all([firstValueFrom(flight), firstValueFrom(hotel)]);
    return { flight: { ...flightData, passport: undefined }, hotel: { ...hotelData, guest: undefined } };
  }

  /** The partner is away: the call is a record without a status, and so is its error. */
  @Get(':id/weather')
  async weather(): Promise<object> {
    // Port 9 is the discard service: nobody listens there.
    return weather.get('http://127.0.0.1:9/report?station=EGLL').catch((error: unknown) => {
      throw new BadGatewayException('There is no weather today', { cause: error });
    });
  }

  @Get(':id/prices')
  async prices(@Param('id') id: string): Promise<object> {
    const { data } = await firstValueFrom(
      this.flights.get<object>(`/${id}/prices`, { apitoolkit: { capture: false } }),
    );
    return data;
  }
}
