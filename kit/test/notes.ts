import { defineEntity, p } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';

export const Note = defineEntity({
  name: 'Note',
  tableName: 'notes',
  properties: { id: p.integer().primary(), text: p.string() },
});

export class Notes extends Migration {
  override up(): void {
    this.addSql('create table notes (id integer primary key, text varchar not null)');
  }
}
