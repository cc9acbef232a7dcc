import * as z from 'zod';

/** Where something that behaves as AWS does listens, e.g. LocalStack at http://127.0.0.1:4566; absent: the tests run on this machine's own parts. */
export const awsCompatibleEndpoint = (): string | undefined =>
  z.url().optional().parse(process.env.AWS_COMPATIBLE_ENDPOINT);

/** What the SDK is told; those who only behave as AWS take any credentials, but a region that exists. */
export function pointSdkAt(url: string, service: '' | '_DYNAMODB' = ''): void {
  const region = awsCompatibleEndpoint() === undefined ? 'local' : 'us-east-1';
  const known = { AWS_REGION: region, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  Object.assign(process.env, known, { [`AWS_ENDPOINT_URL${service}`]: url });
}
