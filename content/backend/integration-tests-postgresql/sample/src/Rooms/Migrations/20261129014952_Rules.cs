using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rooms.Migrations
{
    /// <summary>The two rules that EF Core's model cannot express.</summary>
    public partial class Rules : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            #region rules
            """
            CREATE EXTENSION btree_gist;

            -- One room, one booking at a time.
            ALTER TABLE bookings ADD CONSTRAINT bookings_do_not_overlap
                EXCLUDE USING gist (room_id WITH =, tstzrange(starts, ends) WITH &&)
                WHERE (status <> 'Canceled');

            -- The ledger entries of a booking add up to zero, once all of them are there.
            CREATE FUNCTION entries_balance() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF (SELECT sum(amount) FROM entries WHERE booking_id = NEW.booking_id) <> 0 THEN
                    RAISE check_violation USING
                        MESSAGE = format('the entries of booking %s do not add up to zero', NEW.booking_id);
                END IF;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER entries_balance AFTER INSERT OR UPDATE ON entries
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entries_balance();
            """
            #endregion
            );

        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            DROP TRIGGER entries_balance ON entries;
            DROP FUNCTION entries_balance;
            ALTER TABLE bookings DROP CONSTRAINT bookings_do_not_overlap;
            DROP EXTENSION btree_gist;
            """);
    }
}
