# A carrier made of Net::SMPP: takes one bind, answers each submit_sm, delivers a receipt for each that asks for one (every seventh
# before the answer, as carriers do) and a text of a person for some, and writes down what came.
#
#   perl server.pl FOLDER FORGETS        prints {"port":N} once it listens; FORGETS: a receipt in so many is left out, 0 for none
#
# FOLDER/texts has `number header-in-hex words` a line, FOLDER/ends `id stat`, FOLDER/replies `number words`.
use strict;
use warnings;
use Encode qw(decode);
use Net::SMPP;

my ($folder, $forgets) = @ARGV;
my $listener = Net::SMPP->new_listen('127.0.0.1', port => 0, timeout => 120) or die "cannot listen\n";
$| = 1;
print '{"port":', $listener->sockport, "}\n";
my $smpp = $listener->accept or die "nobody came\n";
for my $name (keys %{Net::SMPP::Default()}) { ${*$smpp}{$name} = Net::SMPP::Default()->{$name} unless defined ${*$smpp}{$name} }
$smpp->set_version(0x34);
${*$smpp}{async} = 1;

open my $texts, '>:utf8', "$folder/texts" or die;
open my $ends, '>', "$folder/ends" or die;
open my $replies, '>:utf8', "$folder/replies" or die;
sub latin { my $text = shift; $text =~ tr/\x00\x02/@$/; return $text }

my ($count, $wished, $answered) = (0, 0, 0);

sub deliver {
    my ($pdu, %fields) = @_;
    $smpp->deliver_sm(source_addr_ton => 1, source_addr_npi => 1, source_addr => $pdu->{destination_addr},
        dest_addr_ton => 1, dest_addr_npi => 1, destination_addr => $pdu->{source_addr}, %fields);
    $wished++;
}

sub receipt {
    my ($pdu, $id) = @_;
    my ($digits) = $pdu->{destination_addr} =~ /(\d{7})$/;
    my $stat = $digits % 100 == 1 ? 'UNDELIV' : 'DELIVRD';
    print $ends "$id $stat\n";
    return if $forgets && $count % $forgets == 0;
    my $err = $stat eq 'DELIVRD' ? '000' : '005';
    my $dlvrd = $stat eq 'DELIVRD' ? '001' : '000';
    deliver($pdu, esm_class => 4, receipted_message_id => "$id\0", message_state => pack('C', $stat eq 'DELIVRD' ? 2 : 5),
        short_message => "id:$id sub:001 dlvrd:$dlvrd submit date:2608010930 done date:2608010931 stat:$stat err:$err text:");
}

sub take {
    my $pdu = shift;
    my ($header, $octets) = ('', $pdu->{short_message});
    if ($pdu->{esm_class} & 0x40) {
        my $length = 1 + ord($octets);
        ($header, $octets) = (unpack('H*', substr($octets, 0, $length)), substr($octets, $length));
    }
    my $words = $pdu->{data_coding} == 8 ? decode('UTF-16BE', $octets) : latin($octets);
    print $texts "+$pdu->{destination_addr} ", ($header eq '' ? '-' : $header), " $words\n";
    my $id = sprintf('%08X', 0x0A000000 + ++$count);
    my $isAsked = ($pdu->{registered_delivery} & 3) == 1 && $header eq '';
    receipt($pdu, $id) if $isAsked && $count % 7 == 0;
    $smpp->submit_sm_resp(seq => $pdu->{seq}, message_id => $id);
    receipt($pdu, $id) if $isAsked && $count % 7 != 0;
    return unless $count % 100 == 50;
    my $words_back = "Yes please, $count";
    print $replies "+$pdu->{destination_addr} $words_back\n";
    deliver($pdu, short_message => $words_back);
}

while (my $pdu = $smpp->read_pdu()) {
    if ($pdu->{cmd} == 0x00000009) {
        my $isGood = $pdu->{system_id} eq 'interop' && $pdu->{password} eq 'interop';
        $smpp->bind_transceiver_resp(seq => $pdu->{seq}, status => $isGood ? 0 : 0x0e, system_id => 'perl',
            sc_interface_version => pack('C', 0x34));
    } elsif ($pdu->{cmd} == 0x00000004) { take($pdu) }
    elsif ($pdu->{cmd} == 0x80000005) { $answered++ if $pdu->{status} == 0 }
    elsif ($pdu->{cmd} == 0x00000015) { $smpp->enquire_link_resp(seq => $pdu->{seq}) }
    elsif ($pdu->{cmd} == 0x80000015) { }
    elsif ($pdu->{cmd} == 0x00000006) { $smpp->unbind_resp(seq => $pdu->{seq}); last }
    else { die sprintf("an odd PDU %08x\n", $pdu->{cmd}) }
}
close $_ for $texts, $ends, $replies;
print "{\"delivered\":$wished,\"answered\":$answered}\n";
