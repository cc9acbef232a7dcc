/** Facts beside a message: names and counts, never contents of records. */
interface LogFields {
  readonly [key: string]: string | number | boolean | undefined;
}
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
