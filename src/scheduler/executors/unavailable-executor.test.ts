import { describe, expect, it } from 'vitest';
import type { RunId } from '../../protocol/identity';
import type { RunSpecification } from '../../protocol/run-folder';
import type { Environment } from '../ports';
import { createKubernetesExecutor } from './kubernetes-executor';
import { createSparkExecutor } from './spark-executor';

describe.each([
  { executor: createSparkExecutor(), missing: /^Spark is missing/ },
  { executor: createKubernetesExecutor(), missing: /^Kubernetes is missing/ }
])('$executor.name executor', ({ executor, missing }) => {
  it('says what is missing and what to do', () => {
    expect(executor.unavailable()).toMatch(missing);
    expect(executor.unavailable()).toContain('`executor: python`');
  });

  it('starts nothing and says the same', async () => {
    const start = executor.start({} as RunSpecification, {} as Environment);

    await expect(start).rejects.toThrow(executor.unavailable() ?? 'a reason');
  });

  it('has no run to adopt', async () => {
    expect(await executor.adopt('0197a000-0000-7000-8000-000000000001' as RunId)).toEqual({ kind: 'unclaimed' });
  });
});
