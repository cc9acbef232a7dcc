import { AdminGuide } from '../../features/guide/admin-guide.tsx';

export const GuidePage = () => <AdminGuide />;
