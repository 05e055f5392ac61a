import { Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { datasetById, DATASETS, type DatasetDefinition } from '@broker/catalogue';
import { RefusedError, type Refusal } from '@broker/kernel';
import { Act } from '../access/act.js';
import { ApiRoom } from '../api-room.js';
import { ApiProblems } from '../documents/api-problems.js';
import { DatasetDocument, DatasetListDocument, type DatasetLineDocument } from '../documents/dataset.documents.js';
import { datasetHref } from '../views/hrefs.js';

/** The catalogue of datasets. */
@ApiRoom('datasets')
export class DatasetsController {
  @Get()
  @Act('dataset.view')
  @ApiOperation({ operationId: 'listDatasets', summary: 'List the datasets of the catalogue' })
  @ApiOkResponse({ type: DatasetListDocument })
  list(): DatasetListDocument {
    return { items: DATASETS.map(lineOf) };
  }

  @Get(':id')
  @Act('dataset.view')
  @ApiOperation({ operationId: 'readDataset', summary: 'Read what a file of a dataset must satisfy' })
  @ApiParam({ name: 'id', example: 'POL-2' })
  @ApiOkResponse({ type: DatasetDocument })
  @ApiProblems({ 404: 'No such dataset' })
  read(@Param('id') id: string): DatasetDocument {
    const dataset = datasetById(id);
    if (!dataset) throw new RefusedError(noSuchDataset);
    const { fields, codeLists, policy } = dataset;
    return {
      ...lineOf(dataset),
      fields,
      codeLists: codeLists.map((list) => ({ ...list, codes: [...list.codes] })),
      policy,
    };
  }
}

const lineOf = ({ id, paragraph, title, description, version, holderKinds }: DatasetDefinition) =>
  ({
    id,
    paragraph,
    title,
    description,
    version,
    holderKinds,
    href: datasetHref(id),
  }) satisfies DatasetLineDocument;

const noSuchDataset: Refusal = {
  code: 'exchange/no-such-dataset',
  clause: 'ISA-19',
  message: 'The catalogue has no such dataset.',
  mend: 'See GET /api/v1/datasets for those it has.',
};
