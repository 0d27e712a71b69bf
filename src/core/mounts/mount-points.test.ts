import { expect, it } from 'vitest';
import { mountPointsIn } from './mount-points';

const MOUNTINFO = [
  '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
  '30 22 0:27 / /state/copies/one\\040two/data rw - tmpfs none rw',
  '31 30 254:0 /home /state/copies/one\\040two/data/deep rw - ext4 /dev/vda rw',
  '32 22 0:28 / /state/copies/one rw - tmpfs none rw',
  ''
].join('\n');

it('finds what is mounted in a folder and at it, names with spaces too', () => {
  expect(mountPointsIn('/state/copies/one two', MOUNTINFO)).toEqual(['/state/copies/one two/data', '/state/copies/one two/data/deep']);
  expect(mountPointsIn('/state/copies/one', MOUNTINFO)).toEqual(['/state/copies/one']);
});

it('takes no folder for another whose name begins the same', () => {
  expect(mountPointsIn('/state/copies/o', MOUNTINFO)).toEqual([]);
});
