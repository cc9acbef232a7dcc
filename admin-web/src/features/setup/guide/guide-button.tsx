import { BookOpen } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Loading } from '../../../components/loading.tsx';

const Guide = lazy(async () => ({ default: (await import('./guide.tsx')).Guide }));

/** Opens our page about connecting a system over the form, so that nothing typed is lost. */
export function GuideButton({ type, name }: { readonly type: string; readonly name: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="plain" onPress={() => setOpen(true)}>
        <BookOpen size={16} aria-hidden />
        Connecting {name}, step by step
      </Button>
      <Dialog title={`Connecting ${name}`} size="wide" isOpen={isOpen} onClose={() => setOpen(false)}>
        <Suspense fallback={<Loading what="the guide" />}>
          <Guide type={type} />
        </Suspense>
      </Dialog>
    </>
  );
}
