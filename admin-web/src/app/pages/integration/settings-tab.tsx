import { useNavigate } from '@tanstack/react-router';
import { useIntegration } from '../../../features/integrations/integration-frame.tsx';
import { Settings } from '../../../features/setup/settings/settings.tsx';

export function SettingsTab() {
  const navigate = useNavigate();
  return (
    <Settings
      integration={useIntegration()}
      onRemoved={({ warnings, ...gone }) =>
        void navigate({
          to: '/integrations/removed',
          search: { ...gone, warnings: [...warnings] },
          replace: true,
        })
      }
    />
  );
}
