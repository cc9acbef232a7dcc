declare module 'json-server' {
  import type { RequestListener } from 'node:http';

  interface App {
    use(handler: unknown): void;
    readonly listen: unknown;
  }
  const jsonServer: {
    create(): App & RequestListener;
    router(data: object): unknown;
    defaults(options: { readonly logger: boolean; readonly static?: string }): unknown;
  };
  export default jsonServer;
}
