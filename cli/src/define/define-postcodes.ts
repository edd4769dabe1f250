import type { Command } from 'commander';
import { importPostcodes, listPostcodes, removePostcodes } from '../commands/postcodes.ts';
import { acting, type Run } from '../desk.ts';
import { withExamples } from './words.ts';

export function definePostcodes(program: Command, run: Run): void {
  const postcodes = program
    .command('postcodes')
    .description('Where postcodes lie, by which segments choose people within a distance.');
  postcodes
    .command('list')
    .description('List the countries of which it is known, with how many postcodes.')
    .action(acting(run, listPostcodes));
  withExamples(
    postcodes
      .command('import')
      .description(
        'Bring in a table: country, postcode, latitude, longitude with a first line that names them, a postcode file of GeoNames, or a gazetteer of ZIP areas of the US Census.',
      )
      .argument('<file>')
      .option('--country <country>', 'two capitals, where no column of the file says it')
      .action(acting(run, importPostcodes)),
    'tidings postcodes import places.csv',
    'tidings postcodes import gazetteer_zcta.txt --country US',
  );
  withExamples(
    postcodes
      .command('remove')
      .description('Forget where the postcodes of a country lie.')
      .argument('<country>', 'two capitals')
      .action(acting(run, removePostcodes)),
    'tidings postcodes remove US',
  );
}
