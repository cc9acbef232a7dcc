import { RuleList } from '../../../features/alerts/rules/rule-list.tsx';

export const RulesPart = () => <RuleList />;
