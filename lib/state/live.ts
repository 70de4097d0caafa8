import type { StoredState } from '../model/state';
import { onChange } from './changes';
import { openState } from './read';

/**
 * Gives the stored state now and after each change; changes that come while one is being read are read once.
 * `onError` hears why the state could not be read. Pages only: nothing here wakes the background.
 */
export async function watchState(
  onState: (state: StoredState) => void,
  onError: (error: unknown) => void,
): Promise<void> {
  try {
    const { read } = await openState();
    let reading = false;
    let again = false;
    const update = async () => {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      do {
        again = false;
        onState(await read());
      } while (again);
      reading = false;
    };
    const safely = () => {
      update().catch((error) => {
        reading = false;
        onError(error);
      });
    };
    onChange(safely);
    safely();
  } catch (error) {
    onError(error);
  }
}
