import { getRouteApi } from '@tanstack/react-router';
import { FirstImport } from '../../features/integrations/first-import.tsx';
import { Wizard } from '../../features/setup/wizard/wizard.tsx';

const route = getRouteApi('/integrations/new');

export function NewIntegrationPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Wizard
      search={search}
      onStep={(step, how) => void navigate({ search: { step }, replace: how === 'in-place' })}
      firstImport={(id) => <FirstImport id={id} />}
    />
  );
}
