import { mockClient } from 'aws-sdk-client-mock';
import { afterAll } from 'vitest';

/** A client of AWS that answers what a test says, until the end of the file: other files use the same class. */
export const mockedClient: typeof mockClient = (client) => {
  const mocked = mockClient(client);
  afterAll(() => mocked.restore());
  return mocked;
};
