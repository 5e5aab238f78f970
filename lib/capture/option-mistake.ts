/** A call of the app brings along options that mean nothing: a mistake of the app, not a fault of ours. */
export class OptionMistake extends TypeError {
  override readonly name = 'OptionMistake';
}
