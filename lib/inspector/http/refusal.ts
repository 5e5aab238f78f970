/** Why a request is not answered, with what to do instead. */
export interface Refusal {
  readonly status: number;
  readonly error: string;
}
