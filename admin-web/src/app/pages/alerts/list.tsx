import { getRouteApi } from '@tanstack/react-router';
import { Choose } from '../../../components/choose.tsx';
import { AlertList } from '../../../features/alerts/alert-list.tsx';

const route = getRouteApi('/alerts/');
const others = [['over', 'Over']] as const;

export function AlertsPart() {
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <search className="alert-filter" aria-label="Choose what to show">
        <Choose
          label="Show"
          any="What is open"
          options={others}
          value={show}
          onChange={(next) => void navigate({ search: { show: next }, replace: true })}
        />
      </search>
      <AlertList state={show ?? 'open'} />
    </>
  );
}
