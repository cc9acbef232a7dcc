import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../../components/loaded.tsx';
import { useApi } from '../../../lib/session.ts';
import { alertRules } from '../requests/rules.ts';
import { RuleCard } from './rule-card.tsx';

/** When admins are told, in sentences; each can be changed, or switched off. */
export function RuleList() {
  const query = useQuery(alertRules(useApi()));
  return (
    <Loaded query={query} what="the rules">
      {({ rules, version }) => (
        <>
          <Group
            title="With a limit that you set"
            rules={rules.filter(({ condition }) => condition !== null)}
            version={version}
          />
          <Group
            title="Noticed by itself"
            rules={rules.filter(({ condition }) => condition === null)}
            version={version}
          />
        </>
      )}
    </Loaded>
  );
}

type Rules = Parameters<typeof RuleCard>[0]['rule'][];

const Group = ({
  title,
  rules,
  version,
}: {
  readonly title: string;
  readonly rules: Rules;
  readonly version: number;
}) => (
  <section className="stack" aria-label={title}>
    <h2>{title}</h2>
    <ul className="rules">
      {rules.map((rule) => (
        <RuleCard key={rule.id} rule={rule} version={version} />
      ))}
    </ul>
  </section>
);
