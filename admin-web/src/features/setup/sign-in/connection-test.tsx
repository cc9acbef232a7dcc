import { Stethoscope } from 'lucide-react';
import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { Button } from '../../../components/button.tsx';
import { Refusal } from '../../../components/refusal.tsx';
import { duration } from '../../../lib/time.ts';
import { useTestConnection } from '../requests/test-connection.ts';
import { TestResults } from '../test-results.tsx';

/** Tries everything now; what fails is told with its cure. */
export function ConnectionTest({
  integration,
  connector,
}: {
  readonly integration: IntegrationView;
  readonly connector: ConnectorView;
}) {
  const { mutate, isPending, data, error } = useTestConnection(integration.id);
  const labels = Object.fromEntries(connector.streams.map(({ name, label }) => [name, label]));
  return (
    <section className="card stack" aria-labelledby="test">
      <div className="row between">
        <h2 id="test">Does it work?</h2>
        <Button onPress={() => mutate()} isPending={isPending}>
          <Stethoscope size={16} aria-hidden />
          Test the connection
        </Button>
      </div>
      <p role="status" className={data?.success === false ? 'bad-text' : 'soft'}>
        {isPending && `Trying everything at ${connector.name} …`}
        {!isPending && data === undefined && 'Nothing is changed by a test.'}
        {!isPending &&
          data?.success === true &&
          `Everything works; it took ${duration(data.responseTime)} to answer.`}
        {!isPending && data?.success === false && 'Something does not work. What helps stands below.'}
      </p>
      <Refusal error={error} />
      {data !== undefined && <TestResults steps={data.steps} labels={labels} />}
    </section>
  );
}
