import { describe, expect, it } from '@jest/globals';
import { DATASETS, FEED_MAPPINGS, datasetById, mappingsFor } from '@broker/catalogue';

describe.each(DATASETS)('dataset $id', (dataset) => {
  const codes = dataset.codeLists.flatMap((list) => list.codes.map(({ code }) => code));

  it('has a policy that names only its own categories and a ladder that gets coarser', () => {
    const { policy } = dataset;
    expect(policy.k).toBeGreaterThanOrEqual(5);
    expect(policy.kSensitive).toBeGreaterThanOrEqual(10);
    expect(policy.sensitiveCategories.filter((category) => !codes.includes(category))).toEqual([]);
    expect(policy.suppressionLimitShare).toBeLessThanOrEqual(0.1);
    const places = policy.ladder.map(({ place }) => ['lsoa', 'msoa', 'district'].indexOf(place));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(policy.ladder.map((step) => JSON.stringify(step))).size).toBe(policy.ladder.length);
  });

  it('has code lists without doubles, and fields that refer to them', () => {
    expect(new Set(codes).size).toBe(codes.length);
    const lists = dataset.codeLists.map(({ id }) => id);
    expect(dataset.fields.flatMap(({ codeListId }) => codeListId ?? []).filter((id) => !lists.includes(id))).toEqual(
      [],
    );
  });

  it('has a standard layout with the names of its fields', () => {
    const standard = mappingsFor(dataset.id).find(({ id }) => id === 'standard');
    expect(standard?.required.map(({ header }) => header)).toEqual(dataset.fields.map(({ name }) => name));
  });
});

describe.each(FEED_MAPPINGS)('layout $id', (mapping) => {
  it('leads every class to a code of a dataset that takes the layout, once', () => {
    for (const { datasetId, to } of mapping.crosswalks) {
      expect(mapping.datasetIds).toContain(datasetId);
      expect(datasetById(datasetId)?.codeLists[0]?.codes.map(({ code }) => code)).toContain(to);
    }
    const classes = mapping.crosswalks.map(({ from }) => from.toLowerCase());
    expect(new Set(classes).size).toBe(classes.length);
  });

  it('says of every class that is not told exactly what is lost', () => {
    const targets = mapping.crosswalks.map(({ to }) => to);
    for (const { from, to, lossy } of mapping.crosswalks) {
      const isShared = targets.filter((target) => target === to).length > 1;
      expect([from, isShared && !lossy]).toEqual([from, false]);
    }
  });

  it('has each role once', () => {
    expect(mapping.required.map(({ role }) => role).toSorted()).toEqual(['areaCode', 'areaName', 'category', 'period']);
  });
});
