import { DeletionList } from '../../../features/decisions/deletion-list.tsx';
import { useOthers } from './use-others.ts';

export const DeletionsPart = () => <DeletionList otherOf={useOthers()} />;
