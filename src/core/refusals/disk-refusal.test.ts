import { expect, it } from 'vitest';
import { diskRefusal } from './disk-refusal';

it.each(['ENOSPC', 'EDQUOT'])('tells that the disk is full for %s', code => {
  const error = Object.assign(new Error('write'), { code });

  expect(diskRefusal('x can’t be written', error)).toEqual({
    ok: false,
    refusal: { code: 'disk_full', message: 'x can’t be written: the disk is full; make room and try again', details: null }
  });
});

it('tells the system’s own words for anything else', () => {
  const error = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });

  expect(diskRefusal('x can’t be written', error)).toMatchObject({
    refusal: { code: 'internal', message: 'x can’t be written: EACCES: permission denied' }
  });
  expect(diskRefusal('x can’t be written', 'odd')).toMatchObject({ refusal: { message: 'x can’t be written: odd' } });
});
