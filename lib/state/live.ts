import { onChange } from './changes';
import { openDatabase } from './database';
import { type StateView, viewState } from './read';

/**
 * Gives what a page may see of the stored state, now and after each change; changes that come while it is being read
 * are read once. `onError` hears why it could not be read. Pages only: nothing here wakes the background.
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
        onView(await viewState(database));
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
