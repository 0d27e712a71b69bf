import { describe, expect, it } from 'vitest';
import { distributionOf, packageOf, provides } from './distribution-names';

describe('packageOf', () => {
  it.each([
    ['sklearn.model_selection.train_test_split', 'sklearn'],
    ['google.cloud.storage.Client', 'google.cloud.storage'],
    ['google.protobuf.message', 'google.protobuf'],
    ['azure.identity.X', 'azure.identity'],
    ['azure.storage.blob.X', 'azure.storage.blob'],
    ['google', 'google']
  ])('of %s is %s', (path, expected) => {
    expect(packageOf(path)).toBe(expected);
  });
});

describe('distributionOf', () => {
  it.each([
    ['sklearn', 'scikit-learn'],
    ['cv2', 'opencv-python-headless'],
    ['yaml', 'PyYAML'],
    ['PIL', 'Pillow'],
    ['bs4', 'beautifulsoup4'],
    ['dateutil', 'python-dateutil'],
    ['google.cloud.storage', 'google-cloud-storage'],
    ['google.protobuf', 'protobuf'],
    ['azure.storage.blob', 'azure-storage-blob'],
    ['huggingface_hub', 'huggingface-hub'],
    ['pandas', 'pandas']
  ])('proposes for %s %s', (module, expected) => {
    expect(distributionOf(module)).toBe(expected);
  });
});

describe('provides', () => {
  it.each([
    ['scikit_learn>=1', 'sklearn'],
    ['opencv-python==4.1', 'cv2'],
    ['pyyaml', 'yaml'],
    ['Pillow', 'PIL'],
    ['pandas[excel]>=2 ; python_version > "3.9"', 'pandas'],
    ['huggingface_hub', 'huggingface_hub'],
    ['ipython', 'IPython'],
    ['pycurl', 'curl'],
    ['python-pptx', 'pptx'],
    ['torch @ https://host/torch.whl', 'torch']
  ])('lets %s bring %s', (requirement, module) => {
    expect(provides(requirement, module)).toBe(true);
  });

  it.each([
    ['types-requests', 'requests'],
    ['pandas-stubs', 'pandas'],
    ['sklearn-crfsuite', 'sklearn'],
    ['google-cloud-storage', 'google.cloud.bigquery'],
    ['numpy', 'pandas']
  ])('does not let %s bring %s', (requirement, module) => {
    expect(provides(requirement, module)).toBe(false);
  });
});
