import { ConflictList } from '../../../features/decisions/conflict-list.tsx';
import { useOthers } from './use-others.ts';

export const ConflictsPart = () => <ConflictList search={{}} otherOf={useOthers()} />;
