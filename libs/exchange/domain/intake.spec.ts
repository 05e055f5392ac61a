import { describe, expect, it } from '@jest/globals';
import { FEED_MAPPINGS, POL_1, POL_2, type DatasetDefinition } from '@broker/catalogue';
import { RefusedError } from '@broker/kernel';
import * as fc from 'fast-check';
import { Intake, recogniseHeader, type IntakeOptions } from './intake.js';

const HEADER = 'Crime ID,Month,Reported by,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Context';
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Line {
  id?: string;
  month?: string;
  longitude?: string;
  location?: string;
  code?: string;
  name?: string;
  type?: string;
  context?: string;
}

const line = ({
  id = 'f00d'.repeat(16),
  month = '2019-01',
  longitude = '-1.404',
  location = 'On or near High Street',
  code = 'E01017154',
  name = 'Southampton 018C',
  type = 'Burglary',
  context = '',
}: Line = {}): string => [id, month, 'A Force', longitude, '50.9', location, code, name, type, context].join(',');
const lines = (count: number, fields?: Line): string[] => Array.from({ length: count }, () => line(fields));
const file = (...rows: string[]): string => `${[HEADER, ...rows].join('\n')}\n`;

function intakeOf(text: string | Uint8Array, options: Partial<IntakeOptions> = {}) {
  const intake = new Intake({ dataset: POL_2, mappings: FEED_MAPPINGS, districts: null, ...options });
  try {
    intake.push(typeof text === 'string' ? bytesOf(text) : text);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
  return intake.finish();
}

function taken(text: string, options?: Partial<IntakeOptions>) {
  const result = intakeOf(text, options);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

const refusalOf = (text: string | Uint8Array, options?: Partial<IntakeOptions>) => {
  const result = intakeOf(text, options);
  return result.ok ? null : result.refusal;
};

describe('a file', () => {
  it('becomes groups of month, area and class, and nothing else', () => {
    const { groups, report, periodFrom, periodTo, periods } = taken(
      file(...lines(6), ...lines(12, { month: '2019-02', type: 'Violence and sexual offences' })),
    );
    expect(groups).toEqual([
      { period: '2019-01', area: 'E01017154', areaName: 'Southampton 018C', category: 'burglary', rows: 6 },
      {
        period: '2019-02',
        area: 'E01017154',
        areaName: 'Southampton 018C',
        category: 'violence_and_sexual_offences',
        rows: 12,
      },
    ]);
    expect([periodFrom, periodTo, periods]).toEqual(['2019-01', '2019-02', ['2019-01', '2019-02']]);
    expect(report).toMatchObject({ rowsIn: 18, rowsReleasable: 18, mappingId: 'police-uk-street', smallestGroup: 6 });
    expect(report.lossyCrosswalks).toMatchObject([{ to: 'violence_and_sexual_offences', rows: 12 }]);
    expect(report.leftOutColumns.map(({ column }) => column)).toEqual([
      'Crime ID',
      'Reported by',
      'Longitude',
      'Latitude',
      'Location',
      'Context',
    ]);
  });

  it('hands out its rows by cell', () => {
    const rows: string[] = [];
    taken(file(...lines(5, { type: 'Robbery' }), ...lines(5), ...lines(1, { type: 'Robbery' }))).forEachRow(
      (period, area, category) => rows.push([period, area, category].join()),
    );
    expect(rows).toHaveLength(11);
    expect(rows).toEqual(rows.toSorted());
  });

  it('is the same release in whatever order its rows come and wherever its chunks end', () => {
    const rows = [
      ...lines(6),
      ...lines(2, { type: 'Robbery' }),
      ...lines(3, { code: 'E01017155', name: 'Southampton 018D' }),
      ...lines(80, { code: 'E01017100', name: 'Southampton 001A', type: 'Drugs' }),
    ];
    const expected = taken(file(...rows)).groups;
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), fc.nat({ max: 9000 }), (shuffled, at) => {
        const intake = new Intake({ dataset: POL_2, mappings: FEED_MAPPINGS, districts: null });
        const bytes = bytesOf(file(...shuffled));
        intake.push(bytes.slice(0, at));
        intake.push(bytes.slice(at));
        expect(intake.finish()).toMatchObject({ ok: true, value: { groups: expected } });
        expect(intake.rowsRead).toBe(rows.length);
      }),
      { numRuns: 30 },
    );
  });

  it('in the standard layout is taken too, with headers in any spelling', () => {
    const text = `Occurred Month,LSOA_CODE,lsoa name,Category\n${'2019-01,E01017154,Southampton 018C,robbery\n'.repeat(5)}`;
    expect(taken(text).report).toMatchObject({ mappingId: 'standard', rowsReleasable: 5, leftOutColumns: [] });
  });

  it('shows in the report what was left out as [c]', () => {
    const { report, suppressed } = taken(
      file(...lines(2), ...lines(3, { type: 'Drugs' }), ...lines(90, { type: 'Robbery' })),
    );
    expect(suppressed.map(({ rows }) => rows)).toEqual([2, 3]);
    expect(report.sample.filter(({ after }) => after === '[c]')).toHaveLength(2);
    expect(report).toMatchObject({ rowsSuppressed: 5, suppressedCells: 2, rowsReleasable: 90 });
  });

  it('tells the census edition of its codes', () => {
    expect(taken(file(...lines(5, { code: 'E01033768' }))).report.codeVintage).toBe('LSOA 2011');
    expect(taken(file(...lines(5, { code: 'E01033769' }))).report.codeVintage).toBe('LSOA 2021');
  });
});

describe('rows outside the partnership', () => {
  const elsewhere = { code: 'E01017000', name: 'Portsmouth 001A' };

  it('are counted and not taken, whatever else is wrong with them', () => {
    const text = file(...lines(5), ...lines(7, elsewhere), line({ ...elsewhere, type: 'Anti-social behaviour' }));
    const { report, groups } = taken(text, { districts: [' southampton'] });
    expect(report).toMatchObject({ rowsIn: 13, rowsOutsideArea: 8, rowsRefused: 0, rowsReleasable: 5 });
    expect(JSON.stringify([report, groups])).not.toContain('Portsmouth');
  });

  it('are refused when they identify somebody', () => {
    const text = file(...lines(5), line({ ...elsewhere, context: 'SO14 7LY' }));
    expect(taken(text, { districts: ['Southampton'] }).report).toMatchObject({ rowsRefused: 1, rowsOutsideArea: 0 });
  });
});

describe('a row is refused', () => {
  it.each<[code: string, column: string, clause: string, fields: Line, dataset?: DatasetDefinition]>([
    ['exchange/other-dataset', 'Crime type', 'SI-1', { type: 'Anti-social behaviour' }],
    ['exchange/unknown-category', 'Crime type', 'SI-2', { type: 'Piracy' }],
    ['exchange/no-category', 'Crime type', 'SI-2', { type: '' }],
    ['exchange/period-format', 'Month', 'SI-2', { month: '01/2019' }],
    ['exchange/period-format', 'Month', 'SI-2', { month: '12/01/2019' }],
    ['exchange/period-in-future', 'Month', 'SI-2', { month: '2019-04' }],
    ['exchange/period-too-early', 'Month', 'SI-2', { month: '2007-06' }],
    ['exchange/no-period', 'Month', 'SI-2', { month: '' }],
    ['exchange/no-location', 'LSOA code', 'SI-2', { code: '', name: '' }],
    ['exchange/area-code-format', 'LSOA code', 'SI-2', { code: 'E02003549' }],
    ['exchange/area-name-format', 'LSOA name', 'SI-2', { name: 'Totton and Eling' }],
    ['exchange/area-name-contradicts', 'LSOA name', 'SI-2', { name: 'Southampton 019C' }],
    ['exchange/value-too-long', 'Crime type', 'ISA-11', { type: 'x'.repeat(101) }],
    ['depersonalisation/direct-identifier', 'Context', 'ISA-9', { context: 'ring 07700 900123' }],
    ['depersonalisation/direct-identifier', 'Context', 'ISA-9', { context: 'victim Jane Doe' }],
    ['depersonalisation/direct-identifier', 'Location', 'ISA-9', { location: 'SO14 7LY' }],
    ['depersonalisation/direct-identifier', 'Location', 'ISA-9', { location: '14 Acacia Avenue' }],
    ['depersonalisation/direct-identifier', 'LSOA name', 'ISA-9', { name: 'Mr Smith 001A' }],
    ['depersonalisation/direct-identifier', 'Longitude', 'ISA-9', { longitude: '01/02/1985' }],
    ['depersonalisation/direct-identifier', 'Crime ID', 'ISA-9', { id: '44190012345' }],
    ['depersonalisation/direct-identifier', 'Month', 'ISA-9', { month: 'a@b.example' }],
    ['depersonalisation/direct-identifier', 'Crime type', 'ISA-9', { type: 'AB51 ABC' }],
  ])('%s in %s (%s)', (code, column, clause, fields) => {
    const text = file(...lines(5), line(fields), ...lines(5));
    const { report } = taken(text, { receivedOn: '2019-03-31' });
    expect(report.refusals).toMatchObject([{ code, column, clause, rows: 1, rowNumbers: [7] }]);
    expect(report.refusals[0]!.mend).not.toBe('');
    expect(report).toMatchObject({ rowsIn: 11, rowsRefused: 1, rowsReleasable: 10 });
    const value = Object.values(fields)[0] as string;
    if (value.length > 6 && code !== 'exchange/other-dataset') expect(JSON.stringify(report)).not.toContain(value);
  });

  it('from the file of incidents when it is a crime, and the other way round', () => {
    const text = file(...lines(3), ...lines(5, { type: 'Anti-social behaviour' }));
    expect(taken(text, { dataset: POL_1 }).report.refusals).toMatchObject([
      { code: 'exchange/other-dataset', clause: 'SI-2', mend: 'Upload it to POL-2.', rows: 3 },
    ]);
  });

  it('with an unknown column that holds an identifier', () => {
    const text = `${HEADER},Remark\n${[...lines(5).map((row) => `${row},none`), `${line()},jo@home.example`].join('\n')}\n`;
    const { report } = taken(text);
    expect(report.refusals).toMatchObject([{ code: 'depersonalisation/direct-identifier', column: 'Remark', rows: 1 }]);
    expect(report.leftOutColumns.at(-1)).toEqual({
      column: 'Remark',
      why: 'It is not a column of this dataset.',
      clause: 'ISA-23',
    });
  });

  it('and listed by number, the first thousand of a reason', () => {
    const { report } = taken(file(...lines(5), ...lines(1500, { type: 'Piracy' })));
    expect(report.refusals).toMatchObject([{ rows: 1500 }]);
    expect(report.refusals[0]!.rowNumbers).toHaveLength(1000);
  });
});

const distinctAreas = (from: number): string[] =>
  Array.from({ length: 1000 }, (_, i) => line({ code: `E01${String(from + i).padStart(6, '0')}` }));

describe('a file is refused as a whole', () => {
  it.each([
    ['exchange/empty-file', ''],
    ['exchange/missing-column', 'Month,LSOA code,LSOA name\n2019-01,E01017154,Southampton 018C\n'],
    ['exchange/missing-column', 'Incident number,Date of call\n1,2\n'],
    ['exchange/duplicate-column', `${HEADER},Month\n${line()},2019-01\n`],
    ['exchange/formula-cell', file(...lines(5), line({ context: '=HYPERLINK("x")'.replaceAll('"', '') }))],
    ['exchange/formula-cell', `${HEADER},=1+1\n${line()},x\n`],
    ['exchange/ragged-row', file(...lines(5), 'x,y')],
    ['exchange/unclosed-quote', file(...lines(5), line({ context: '"cut off' }))],
    ['depersonalisation/direct-identifier', '401 023 2137,SO14 7LY\n1,2\n'],
    ['depersonalisation/nothing-to-release', file(...lines(5, { type: 'Piracy' }))],
    ['depersonalisation/ladder-exhausted', file(...lines(4))],
  ])('%s', (code, text) => {
    const refusal = refusalOf(text);
    expect(refusal?.code).toBe(code);
    expect(refusal?.mend).not.toBe('');
  });

  it('naming what is missing and what was recognised, and never a cell of a first row that is no header', () => {
    const refusal = refusalOf('Month,LSOA code,Jo Bloggs\n2019-01,E01017154,x\n');
    expect(refusal?.message).toContain('lacks "LSOA name", "Crime type"');
    expect(refusal?.message).toContain('Recognised: "Month", "LSOA code"');
    expect(JSON.stringify(refusal)).not.toContain('Bloggs');
  });

  it('naming the dataset it seems to belong to', () => {
    const dataset = { ...POL_2, id: 'FIRE-1', title: 'Deliberate fires' };
    expect(refusalOf(file(...lines(5)), { dataset })).toMatchObject({
      code: 'exchange/wrong-dataset',
      message:
        'This looks like a Police.uk street-level crime file, which is not a file for FIRE-1 (Deliberate fires).',
      mend: 'Upload it to "POL-1", "POL-2", or choose another file.',
    });
  });

  it('when a column of few values has no end of them', () => {
    const intake = new Intake({ dataset: POL_2, mappings: FEED_MAPPINGS, districts: null });
    intake.push(bytesOf(`${HEADER}\n`));
    const feed = () => {
      for (let from = 0; from < 200_000; from += 1000) intake.push(bytesOf(`${distinctAreas(from).join('\n')}\n`));
    };
    expect(feed).toThrow('exchange/too-many-values');
  });

  it('and says so again whenever it is asked', () => {
    const intake = new Intake({ dataset: POL_2, mappings: FEED_MAPPINGS, districts: null });
    const large = bytesOf(`${HEADER}\nx\n${'y'.repeat(70_000)}`);
    expect(() => intake.push(large)).toThrow('exchange/ragged-row');
    expect(() => intake.push(bytesOf('more'))).toThrow('exchange/ragged-row');
    expect(intake.finish()).toMatchObject({ ok: false, refusal: { code: 'exchange/ragged-row' } });
  });
});

const recognise = (text: string) => recogniseHeader(bytesOf(text), POL_2, FEED_MAPPINGS);

describe('recogniseHeader', () => {
  it('knows a file by its header, wherever the bytes end', () => {
    const value = { mappingId: 'police-uk-street', columns: HEADER.split(',') };
    const text = file(...lines(2, { context: '"a, b"' }));
    for (let end = HEADER.length; end <= text.length; end++) {
      expect(recognise(text.slice(0, end))).toEqual({ ok: true, value });
    }
  });

  it.each([
    ['exchange/empty-file', ''],
    ['exchange/zip-archive', 'PK\u0003\u0004'],
    ['exchange/missing-column', 'a,b\n1,2\n'],
  ])('refuses %s', (code, text) => {
    expect(recognise(text)).toMatchObject({ ok: false, refusal: { code } });
  });
});
