import { onChange } from './changes';
import { openDatabase } from './database';
import { type StateView, viewState } from './read';

/**
 * Gives what a page may see of the stored state, now and after each change; changes that come while it is being read
 * are read once, after a rest as long as the last reading took: a flood of changes costs a page half its time at most.
 * `onError` hears why it could not be read. Pages only: nothing here wakes the background.
 */
export async function watchState(
  onView: (view: StateView) => void,
  onError: (error: unknown) => void,
): Promise<void> {
  try {
    const database = await openDatabase();
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
        const beganAt = performance.now();
        onView(await viewState(database));
        const tookMs = performance.now() - beganAt;
        if (again) await new Promise((resolve) => setTimeout(resolve, tookMs));
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
